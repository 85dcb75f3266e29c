"""A released package goes to a folder, S3, SFTP or CKAN."""
