import { css } from 'lit';

/**
 * Text takes the page's own color on the page's own ground, so it reads well on light and dark alike; the few colors
 * of ours are mid-tones with a contrast of at least 3:1 on white and on black.
 */
export const styles = css`
  :host {
    --_accent: var(--whop-license-accent, #5b5bd6);
    --_tone: var(--whop-license-border, #868686);
    display: block;
    max-width: 32em;
    line-height: 1.5;
    overflow-wrap: anywhere;
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
  div,
  p {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  div:first-child {
    align-items: baseline;
    justify-content: space-between;
  }
  label,
  [part='link'] {
    display: block;
    margin: 0 0 0.375em;
  }
  input,
  button {
    box-sizing: border-box;
    min-width: 0;
    min-height: 44px;
    margin: 0;
    padding: 0.5em 0.875em;
    border: 1px solid var(--_tone);
    border-radius: var(--whop-license-radius, 8px);
    background: none;
    color: inherit;
    font: inherit;
    font-size: max(16px, 1em);
  }
  label,
  button {
    font-weight: 600;
  }
  input {
    flex: 999 1 15em;
    font-family: var(--whop-license-key-font, ui-monospace, monospace);
  }
  [part='button'] {
    position: relative;
    flex: auto;
    max-width: 100%;
    border-color: transparent;
    background: var(--_accent);
    color: var(--whop-license-accent-text, #fff);
    cursor: pointer;
  }
  @supports (color: color(from red xyz x y z)) {
    [part='button'] {
      --_on: clamp(0, (0.18 - y) * 1e4, 1.1);
      color: var(--whop-license-accent-text, color(from var(--_accent) xyz var(--_on) var(--_on) var(--_on)));
    }
  }
  [part='button']:hover:enabled {
    box-shadow: 0 0 0 2px var(--_accent);
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  :disabled {
    opacity: 0.5;
    cursor: not-allowed;
  }
  i {
    position: absolute;
    inset: 0;
    width: 1em;
    height: 1em;
    margin: auto;
    border: 2px solid;
    border-top-color: transparent;
    border-radius: 50%;
    visibility: hidden;
    animation: turn 0.8s linear 0.25s infinite;
  }
  @keyframes turn {
    0%,
    100% {
      visibility: visible;
    }
    100% {
      transform: rotate(1turn);
    }
  }
  i + span {
    animation: leave 0s 0.25s forwards;
  }
  @keyframes leave {
    100% {
      opacity: 0;
    }
  }
  p {
    flex-wrap: nowrap;
    min-height: 3em;
    margin-top: 0.5em;
  }
  svg {
    flex: none;
    width: 1.125em;
    height: 1.5em;
    fill: none;
    stroke: var(--_tone);
    stroke-width: 2;
    stroke-linecap: round;
  }
  [part='link'] {
    min-height: 0;
    padding: 0;
    border: 0;
    border-radius: 0;
    color: inherit;
    font: inherit;
    text-decoration: underline;
  }
  @media (prefers-reduced-motion: reduce) {
    i {
      animation-duration: 3s;
    }
  }
  label,
  span,
  button,
  a {
    unicode-bidi: plaintext;
  }
  @media (pointer: coarse) {
    [part='link'] {
      padding: 10px 0;
    }
  }
  @media print {
    button {
      display: none;
    }
  }
  @media (forced-colors: active) {
    svg {
      stroke: CanvasText;
    }
    i {
      border-top-color: ButtonFace;
    }
  }
`;
