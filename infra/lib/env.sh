# shellcheck shell=bash
# Reads the project's .env. It is data, not a script: nothing in it is run, and a variable that is really set wins.

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
