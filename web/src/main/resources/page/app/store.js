/**
 * Something that elements show and that changes. An element follows it with `new Follow(this, store)` and is rendered
 * again after each `changed()`.
 */
export class Store extends EventTarget {
  changed() {
    this.dispatchEvent(new Event('change'));
  }
}

/** Keeps an element in step with a store, as long as the element is in the document. */
export class Follow {
  constructor(element, store) {
    this.element = element;
    this.store = store;
    this.update = () => element.requestUpdate();
    element.addController(this);
  }

  hostConnected() {
    this.store.addEventListener('change', this.update);
    this.element.requestUpdate();
  }

  hostDisconnected() {
    this.store.removeEventListener('change', this.update);
  }
}
