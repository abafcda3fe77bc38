// The two manifests, from one text. What differs: how the worker is named, and what Firefox asks for.

const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self'; "
  + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The oldest that have what is used; Firefox from the one on that asks add-ons what they collect. */
const OLDEST = { chromium: "120", firefox: "140.0", android: "142.0" };

/** The manifest for `chromium` or `firefox`. `granted` are sites that are granted from the start: in tests. */
export function manifest(browser, { version, granted = [] }) {
  const icons = { 16: "icon-16.png", 32: "icon-32.png", 48: "icon-48.png", 128: "icon-128.png" };
  const own = browser === "firefox"
    ? {
      background: { scripts: ["worker.js"] },
      browser_specific_settings: {
        gecko: { id: "extension@nameplate.example", strict_min_version: OLDEST.firefox, data_collection_permissions: { required: ["none"] } },
        gecko_android: { strict_min_version: OLDEST.android },
      },
    }
    : { background: { service_worker: "worker.js" }, minimum_chrome_version: OLDEST.chromium };
  return {
    manifest_version: 3,
    name: "Nameplate",
    version,
    description: "Who is really behind this product, how we know, and what it means for you. Judged in your browser; nothing is sent anywhere.",
    icons,
    action: { default_title: "Nameplate", default_popup: "popup.html", default_icon: icons },
    options_ui: { page: "options.html", open_in_tab: true },
    permissions: ["activeTab", "scripting", "storage"],
    optional_host_permissions: ["https://*/*", "http://*/*"],
    ...(granted.length > 0 ? { host_permissions: granted } : {}),
    content_security_policy: { extension_pages: POLICY },
    ...own,
  };
}
