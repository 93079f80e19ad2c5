import { LitElement, unsafeCSS } from 'lit';
import { licenseForm } from '../../src/element/license-form.view.ts';
import css from '../../src/element/whop-license-check.css?inline';

/** The tag's template and styles in a bare Lit element: the difference to the tag is what the tag adds to Lit. */
class LitForm extends LitElement {
  /** @override */
  static properties = { label: {}, text: {}, state: {} };
  /** @override */
  static styles = unsafeCSS(css);

  constructor() {
    super();
    this.label = 'License key';
    this.text = '';
    /** @type {import('../../src/check/verdict.ts').State} */
    this.state = 'idle';
  }

  /** @override */
  render() {
    const { label, text, state } = this;
    const view = { lang: 'en', state, label, button: 'Check', text, message: '', buyLink: null, otherKey: null };
    return licenseForm({ ...view, isDisabled: false, isMasked: false }, this);
  }

  onInput() {}
  onPaste() {}
  onFocus() {}
  onSubmit() {}
  onOtherKey() {}
}

customElements.define('lit-form', LitForm);
