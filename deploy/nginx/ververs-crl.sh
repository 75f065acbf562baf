#!/bin/sh
# Fetch the lists of revoked certificates anew, and let nginx go by them. Run it every few hours (openvum-crl.timer): a
# list that is too old keeps everybody out. What cannot be fetched, or is not signed by a trusted issuer, changes nothing.
#
# crl-adressen.txt: one address a line, of each issuer in ca.pem (it stands in the certificates that it issued:
# openssl x509 -noout -ext crlDistributionPoints -in server.pem). Lines with # are left out.
set -eu

MAP=${CRL_MAP:-/etc/nginx/openvum}
HERLAAD=${CRL_HERLAAD:-nginx -s reload}
werk=$(mktemp -d "$MAP/.crl.XXXXXX")
trap 'rm -rf "$werk"' EXIT

grep -v '^[[:space:]]*\(#\|$\)' "$MAP/crl-adressen.txt" >"$werk/adressen"
: >"$werk/crl.pem"
while read -r adres; do
    curl --silent --show-error --fail --location --max-time 60 --max-filesize 50000000 --output "$werk/een" "$adres"
    grep -q -- '-----BEGIN X509 CRL-----' "$werk/een" && vorm=PEM || vorm=DER
    # openssl says "verify OK" on standard error; its exit code says nothing of the signature.
    if ! openssl crl -inform "$vorm" -in "$werk/een" -CAfile "$MAP/ca.pem" -out "$werk/een.pem" 2>&1 | grep -q '^verify OK'; then
        echo "ververs-crl: $adres is not signed by an issuer in ca.pem" >&2
        exit 1
    fi
    einde=$(openssl crl -in "$werk/een.pem" -noout -nextupdate | cut -d= -f2)
    if [ "$(date --date="$einde" +%s)" -le "$(date +%s)" ]; then
        echo "ververs-crl: $adres gives a list that is too old" >&2
        exit 1
    fi
    cat "$werk/een.pem" >>"$werk/crl.pem"
done <"$werk/adressen"

chmod 0644 "$werk/crl.pem"
if ! cmp -s "$werk/crl.pem" "$MAP/crl.pem"; then
    mv "$werk/crl.pem" "$MAP/crl.pem"
    $HERLAAD
fi
