import { css } from '@lit/reactive-element';

/**
 * Text takes the page's own colour on the page's own ground, so it reads well on light and dark alike; the few colours
 * of ours are mid-tones with a contrast of at least 3:1 on white and on black.
 */
export const styles = css`
  :host {
    --_accent: var(--whop-license-accent, #5b5bd6);
    --_tone: var(--whop-license-border, #868686);
    --_radius: var(--whop-license-radius, 8px);
    display: block;
    max-width: 32em;
    line-height: 1.5;
    text-align: start;
  }
  :host([hidden]) {
    display: none;
  }
  :host([state='valid']) {
    --_tone: var(--whop-license-valid, #1a8a4a);
  }
  :host([state='invalid']) {
    --_tone: var(--whop-license-invalid, #d8434b);
  }
  :host([state='unverified']) {
    --_tone: var(--whop-license-unverified, #b7700f);
  }
  form,
  p {
    margin: 0;
  }
  div {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  div:first-child {
    justify-content: space-between;
    margin-bottom: 0.375em;
  }
  label {
    font-weight: 600;
  }
  input,
  button {
    box-sizing: border-box;
    min-height: 44px;
    margin: 0;
    padding: 0.5em 0.875em;
    border: 1px solid;
    border-radius: var(--_radius);
    font: inherit;
    font-size: max(16px, 1em);
    transition: border-color 0.2s, box-shadow 0.2s, background-color 0.2s;
  }
  input {
    flex: 999 1 15em;
    min-width: 0;
    border-color: var(--_tone);
    background: transparent;
    color: inherit;
    font-family: var(--whop-license-key-font, ui-monospace, SFMono-Regular, Menlo, Consolas, monospace);
    text-align: start;
  }
  button {
    position: relative;
    flex: 1 1 auto;
    max-width: 100%;
    overflow-wrap: anywhere;
    border-color: transparent;
    background: var(--_accent);
    color: var(--whop-license-accent-text, #fff);
    font-weight: 600;
    cursor: pointer;
  }
  button:hover:enabled {
    box-shadow: inset 0 0 0 99em rgb(0 0 0 / 10%);
  }
  button:active:enabled {
    box-shadow: inset 0 0 0 99em rgb(0 0 0 / 20%);
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  :disabled {
    opacity: 0.5;
    cursor: not-allowed;
  }
  [part='spinner'] {
    position: absolute;
    inset: 0;
    width: 1em;
    height: 1em;
    margin: auto;
    border: 2px solid;
    border-top-color: transparent;
    border-radius: 50%;
    box-sizing: border-box;
    visibility: hidden;
  }
  :host([state='checking']) button span {
    opacity: 0;
    transition: opacity 0s 0.25s;
  }
  :host([state='checking']) [part='spinner'] {
    visibility: visible;
    transition: visibility 0s 0.25s;
    animation: turn 0.8s linear infinite;
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  p {
    display: flex;
    min-height: 1.5em;
    margin-top: 0.5em;
  }
  #message {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  svg[hidden] {
    display: none;
  }
  svg {
    flex: none;
    width: 1.125em;
    height: 1.125em;
    margin-block: 0.1875em;
    margin-inline-end: 0.5em;
    fill: none;
    stroke: var(--_tone);
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  [part='link'] {
    flex: none;
    min-height: 0;
    padding: 0;
    border: 0;
    border-radius: 0;
    background: none;
    box-shadow: none !important;
    color: inherit;
    font: inherit;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      transition: none !important;
    }
    :host([state='checking']) [part='spinner'] {
      animation-duration: 3s;
    }
  }
  @media (forced-colors: active) {
    svg {
      stroke: CanvasText;
    }
    [part='spinner'] {
      border-top-color: ButtonFace;
    }
  }
`;
