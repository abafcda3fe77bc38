// Which pages are read by themselves: those of the sites that the reader has granted, and no others.

const SCRIPT = "pages";

/** Registers the page's script for what is granted now. */
export async function readBySelf(): Promise<void> {
  const origins = (await chrome.permissions.getAll()).origins ?? [];
  const known = await chrome.scripting.getRegisteredContentScripts({ ids: [SCRIPT] });
  if (origins.length === 0) {
    if (known.length > 0) await chrome.scripting.unregisterContentScripts({ ids: [SCRIPT] });
    return;
  }
  const script = { id: SCRIPT, js: ["page.js"], matches: origins, runAt: "document_idle" as const, persistAcrossSessions: true };
  if (known.length > 0) await chrome.scripting.updateContentScripts([script]);
  else await chrome.scripting.registerContentScripts([script]);
}
