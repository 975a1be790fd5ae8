# The npm packages (tools/npm/package.json and its lock), installed into the cache without running
# any of their scripts; tools/npm/node_modules is a link to them. Sourced by tools/setup.

install_npm_packages() {
    local key folder link=$root_dir/tools/npm/node_modules
    key=$(cat "$root_dir"/tools/npm/package*.json | sha256sum)
    key=${key:0:16}
    folder=$cache_dir/npm/$key
    if [[ ! -f $folder/.complete ]]; then
        run_step "Fetch the npm packages" fetch_npm_packages "$folder"
        : >"$folder/.complete"
    fi
    if [[ $(readlink "$link" || true) != "$folder/node_modules" ]]; then
        rm -rf "$link"
        ln -s "$folder/node_modules" "$link"
    fi
}

fetch_npm_packages() {
    set -e
    rm -rf "$1"
    mkdir -p "$1"
    cp "$root_dir"/tools/npm/package*.json "$1/"
    cd "$1"
    npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier
}
