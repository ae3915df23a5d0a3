/** Files that are dragged over an element are taken wherever in it they are dropped: `new DropZone(element, take)`. */
export class DropZone {
  /** Whether files are over it. */
  over = false;
  #host;

  /** @param take takes a list of files */
  constructor(host, take) {
    this.#host = host;
    host.addController(this);
    host.addEventListener('dragover', (event) => {
      if (hasFiles(event)) {
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        this.#is(true);
      }
    });
    host.addEventListener('dragleave', (event) => this.#is(this.over && host.contains(event.relatedTarget)));
    host.addEventListener('drop', (event) => {
      this.#is(false);
      if (hasFiles(event)) {
        event.preventDefault();
        take([...event.dataTransfer.files]);
      }
    });
  }

  hostDisconnected() {
    this.over = false;
  }

  #is(over) {
    if (over !== this.over) {
      this.over = over;
      this.#host.requestUpdate();
    }
  }
}

function hasFiles({dataTransfer}) {
  return dataTransfer?.types.includes('Files');
}
