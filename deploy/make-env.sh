#!/bin/sh
# Writes the .env that docker-compose.yml needs, with new passwords and keys:
#   sh deploy/make-env.sh https://privacy.example.com
# What is set already stays as it is, so it may be run again: after an upgrade it adds what is new.
set -eu

usage() {
  echo "usage: sh deploy/make-env.sh <the https:// address that people reach Subjectline at>" >&2
  exit 2
}

file="$(dirname "$0")/../.env"
[ "$#" -le 1 ] || usage

is_set() { [ -f "$file" ] && grep -q "^$1=." "$file"; }

case "${1-}" in
  http://?* | https://?*) ;;
  '') is_set SUBJECTLINE_PUBLIC_URL || usage ;;
  *) usage ;;
esac

# Passwords stand in addresses and in nats.conf: a letter first, then hexadecimal digits.
password() { printf 's%s' "$(od -An -v -tx1 -N24 /dev/urandom | tr -d ' \n')"; }
key() { printf 'k1:%s' "$(head -c 32 /dev/urandom | base64 | tr -d '\n')"; }

umask 077
touch "$file"
chmod 600 "$file"
# a last line without its end would run into the next one
[ -z "$(tail -c 1 "$file")" ] || echo >> "$file"

add() { is_set "$1" || printf '%s=%s\n' "$1" "$2" >> "$file"; }

add SUBJECTLINE_PUBLIC_URL "${1-}"
add SUBJECTLINE_KEYS "$(key)"
add SUBJECTLINE_ROOT_CLIENT_ID root
add SUBJECTLINE_ROOT_CLIENT_SECRET "$(password)"
add POSTGRES_PASSWORD "$(password)"
for user in GATEWAY CONFIG TEMPLATES IDENTITY REQUESTS CONSENTS DISPATCH WEBHOOKS ENGINE PROVISIONER; do
  add "NATS_${user}_PASSWORD" "$(password)"
done

echo "$file holds all that docker compose needs. Keep a copy of SUBJECTLINE_KEYS elsewhere: without it the data cannot be read."
