/** Parts of forms. */
import {html, nothing} from 'lit';

/**
 * A field with its label, hint and error.
 *
 * name, label; `type` (text), `value`, `hint`, `error`, `required`, `autocomplete`, `disabled`, `min`, `max`,
 * `minlength`, `maxlength`, `input` (event listener), `options` (`[[value, label]]`, for a choice), `multiline`; `id` in a
 * dialog above a page that has a field of the same name: a label belongs to the first one of its id.
 */
export function field(about) {
  const id = `field-${about.id ?? about.name}`;
  const described = [about.hint ? `${id}-hint` : '', about.error ? `${id}-error` : ''].join(' ').trim();
  return html`<div class="field">
    <label for=${id}>${about.label}</label>
    ${control(about, id, described)}
    ${about.hint ? html`<span class="hint" id="${id}-hint">${about.hint}</span>` : nothing}
    ${about.error ? html`<span class="error" id="${id}-error" role="alert">${about.error}</span>` : nothing}
  </div>`;
}

function control(about, id, described) {
  const invalid = about.error ? 'true' : nothing;
  if (about.options) {
    return html`<select
      class="input"
      id=${id}
      name=${about.name}
      aria-describedby=${described || nothing}
      aria-invalid=${invalid}
      ?disabled=${about.disabled}
      @change=${about.input}
    >
      ${about.options.map(
        ([value, label]) => html`<option value=${value} ?selected=${value === (about.value ?? '')}>${label}</option>`,
      )}
    </select>`;
  }
  if (about.multiline) {
    return html`<textarea
      class="input"
      id=${id}
      name=${about.name}
      dir="auto"
      rows=${about.multiline}
      maxlength=${about.maxlength ?? nothing}
      aria-describedby=${described || nothing}
      aria-invalid=${invalid}
      ?required=${about.required}
      ?disabled=${about.disabled}
      .value=${about.value ?? ''}
      @input=${about.input}
    ></textarea>`;
  }
  return html`<input
    class="input"
    id=${id}
    name=${about.name}
    type=${about.type ?? 'text'}
    dir="auto"
    autocomplete=${about.autocomplete ?? 'off'}
    min=${about.min ?? nothing}
    max=${about.max ?? nothing}
    minlength=${about.minlength ?? nothing}
    maxlength=${about.maxlength ?? nothing}
    aria-describedby=${described || nothing}
    aria-invalid=${invalid}
    ?required=${about.required}
    ?disabled=${about.disabled}
    .value=${about.value ?? ''}
    @input=${about.input}
  />`;
}

/** A choice of a few that are shown side by side: `options` are `[[value, label]]`. */
export function choice({name, label, value, options, change}) {
  return html`<div class="choice" role="radiogroup" aria-label=${label}>
    ${options.map(
      ([each, text]) => html`<label
        ><input type="radio" name=${name} value=${each} .checked=${each === value} @change=${() => change(each)} />${text}</label
      >`,
    )}
  </div>`;
}

/** Whether a key is one of an input method, which takes it for itself. Safari tells that of the last one by its code alone. */
export function isComposing({isComposing: composing, keyCode}) {
  return composing || keyCode === 229;
}

/** The values of a form by their names, without white space around them; an empty text is left out. */
export function values(form) {
  const given = {};
  for (const [name, value] of new FormData(form)) {
    const text = form.elements[name]?.type === 'password' ? value : value.trim();
    if (text !== '') {
      given[name] = text;
    }
  }
  return given;
}
