#!/usr/bin/env bash
# Makes the Fiji update site of MedPrep. README.md beside this file says when to use which form.
#   update-site/publish.sh                     only simulates: makes the site in target/update-site and lists its files
#   update-site/publish.sh file:/some/folder   publishes into a folder, and keeps the versions that are there
#   update-site/publish.sh upload              uploads to the url of site.properties, as MEDPREP_SITE_USER with
#                                              MEDPREP_SITE_PASSWORD (never an argument: others could see it)
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
stage=$home/target/update-site

fail() {
	echo "$1" >&2
	exit 2
}

property() {
	sed -n "s/^$1=//p" "$home/update-site/site.properties"
}

build() {
	rm -f "$home"/target/medprep_plugins-*.jar
	(cd "$home" && mvn -q -B -ntp -DskipTests -Denforcer.skip=true package \
		dependency:build-classpath -DincludeScope=runtime -Dmdep.outputFile=target/update-site-libraries) >&2 \
		|| fail "The build failed; Maven says above why."
	for jar in "$home"/target/medprep_plugins-*.jar; do
		[[ $jar == *-sources.jar || $jar == *-tests.jar || $jar == *-javadoc.jar ]] || break
	done
	libraries=$(< "$home/target/update-site-libraries")
}

# generate FOLDER [databases of Fiji's own sites...]
generate() {
	java -cp "$home/target/test-classes:$libraries" sc.fiji.medprep.updatesite.UpdateSite \
		"$home/update-site/files.txt" "$1" "$jar:$libraries" "${@:2}"
}

list() {
	(cd "$1" && find . -type f ! -name '*.fiji' | sed 's|^\./|  |' | sort)
}

# Curl reads name and password from standard input.
web() {
	local secret="$MEDPREP_SITE_USER:$MEDPREP_SITE_PASSWORD"
	secret=${secret//\\/\\\\}
	printf 'user = "%s"\n' "${secret//\"/\\\"}" | curl -sS --anyauth --config - "$@"
}

put() {
	web -f -o /dev/null -T "$stage/$1" "$url$1" || fail "$1 could not be uploaded; publish again, nothing is visible yet."
}

upload() {
	url=$(property url)
	[[ $url != *REPLACE-ME* ]] || fail "There is no update site yet: fill in the url in update-site/site.properties."
	[[ $url =~ ^(https://|http://127\.0\.0\.1[:/]).*/$ ]] || fail "The url must begin with https:// and end with a slash: $url"
	[[ -n ${MEDPREP_SITE_USER:-} && -n ${MEDPREP_SITE_PASSWORD:-} ]] \
		|| fail "Set MEDPREP_SITE_USER and MEDPREP_SITE_PASSWORD in the environment."
	build
	[[ $jar != *-SNAPSHOT.jar ]] || fail "$(basename "$jar") is no release: give the pom a version without -SNAPSHOT."

	local code folder file site copy fiji=()
	code=$(curl -sS -o "$stage/db.xml.gz" -w '%{http_code}' "${url}db.xml.gz") || fail "$url does not answer."
	case $code in
		200) ;;
		404) rm -f "$stage/db.xml.gz" ;; # the first time
		*) fail "${url}db.xml.gz answers with status $code." ;;
	esac
	for site in $(property fiji_sites); do
		copy=$stage/${#fiji[@]}.fiji
		curl -fsS -o "$copy" "${site}db.xml.gz" || fail "${site}db.xml.gz cannot be had, so MedPrep cannot be compared with Fiji."
		fiji+=("$copy")
	done
	generate "$stage" "${fiji[@]}"

	# Files first, their table of contents last: nobody sees half an upload.
	(cd "$stage" && find . -mindepth 1 -type d | sed 's|^\./||' | sort) | while read -r folder; do
		code=$(web -o /dev/null -w '%{http_code}' -X MKCOL "$url$folder/")
		case $code in
			201 | 301 | 405) ;; # made, or there already
			*) fail "The folder $folder could not be made: status $code." ;;
		esac
	done
	(cd "$stage" && find . -mindepth 2 -type f | sed 's|^\./||' | sort) | while read -r file; do put "$file"; done
	put db.xml.gz
	echo "Uploaded to $url:"
	list "$stage"
}

rm -rf "$stage"
mkdir -p "$stage"
case ${1-} in
	"")
		build
		generate "$stage"
		echo "Nothing was published. A first upload would bring:"
		list "$stage"
		;;
	file:/*)
		build
		generate "${1#file:}"
		echo "Published in ${1#file:}, which now holds:"
		list "${1#file:}"
		;;
	upload)
		upload
		;;
	*)
		fail "usage: update-site/publish.sh [file:/absolute/folder | upload]"
		;;
esac
