"""What a portal needs beside the package: catalogue record, downloads, feeds, publishing."""
