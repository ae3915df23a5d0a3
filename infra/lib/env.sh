# shellcheck shell=bash
# Reads the project's .env, and secrets that are in files of their own. Needs say.sh.

# The file is data, not a script: nothing in it is run, and a variable that is really set wins.
load_env() {
  local file=$1 line key value
  [[ -r $file ]] || return 0
  while IFS= read -r line || [[ -n $line ]]; do
    line=${line%$'\r'}
    [[ $line =~ ^[[:space:]]*(export[[:space:]]+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)$ ]] || continue
    key=${BASH_REMATCH[2]} value=${BASH_REMATCH[3]}
    [[ -z ${!key+set} ]] || continue
    if [[ $value =~ ^[[:space:]]*\"(.*)\"[[:space:]]*$ || $value =~ ^[[:space:]]*\'(.*)\'[[:space:]]*$ ]]; then
      value=${BASH_REMATCH[1]}
    else
      value=${value%%[[:space:]]#*}
      value=${value#"${value%%[![:space:]]*}"}
      value=${value%"${value##*[![:space:]]}"}
    fi
    export "$key=$value"
  done <"$file"
}

# read_secret NAME: sets NAME, empty without a value. As for the service, the file that NAME_FILE names has a secret that is
# empty, and the end of its last line is none of it.
read_secret() {
  local name=$1 file=$1_FILE value=${!1:-}
  file=${!file:-}
  if [[ -z $value && -n $file ]]; then
    [[ $file == /* ]] || file=$PROJECT/$file
    [[ -r $file && -f $file ]] || fail "${name}_FILE names a file that cannot be read: $file"
    IFS= read -r -d '' value <"$file" || true
    value=${value%$'\n'}
    value=${value%$'\r'}
  fi
  printf -v "$name" %s "$value"
}
