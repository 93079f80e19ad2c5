import { css, html, LitElement } from 'lit';

/** A small element made with Lit: a style, a form, one property. */
class LitHello extends LitElement {
  /** @override */
  static properties = { name: {} };
  /** @override */
  static styles = css`
    :host {
      display: block;
    }
    input {
      font: inherit;
    }
  `;

  constructor() {
    super();
    this.name = 'you';
  }

  /** @override */
  render() {
    return html`<form>
      <label for="name">Hello ${this.name}</label><input id="name" /><button>Go</button>
      <p role="status"></p>
    </form>`;
  }
}

customElements.define('lit-hello', LitHello);
