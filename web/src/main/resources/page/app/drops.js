/** What is dropped where nothing takes it stays without effect: a browser would leave the page and show that instead. */
export function stayAtDrops() {
  for (const kind of ['dragover', 'drop']) {
    addEventListener(kind, (event) => {
      const files = event.dataTransfer?.types.includes('Files');
      const takes = files ? 'input[type=file]' : 'input, textarea, [contenteditable]';
      if (!event.defaultPrevented && !event.target.closest?.(takes)) {
        event.preventDefault();
        event.dataTransfer.dropEffect = 'none';
      }
    });
  }
}
