const STYLES = /`([^`]*)`/g;
const KEPT_OR_SPACE = /("[^"\n]*"|'[^'\n]*'|\$\{[^}]*\})|\/\*[^]*?\*\/|\s*([{};,])\s*|(:)\s+|\s+/g;

/**
 * A Vite plugin: takes comments and spaces out of the style sheets in template literals, which minifiers leave alone.
 *
 * @returns {import('vite').Plugin}
 */
export function compactCss() {
  return {
    name: 'compact-css',
    transform(code, id) {
      if (!id.endsWith('.styles.ts')) return undefined;
      return { code: code.replace(STYLES, (_all, css) => `\`${compact(css)}\``), map: null };
    },
  };
}

/** @param {string} css */
function compact(css) {
  return css
    .replace(KEPT_OR_SPACE, (match, kept, mark, colon) => kept ?? mark ?? colon ?? (match.startsWith('/*') ? '' : ' '))
    .replaceAll(';}', '}')
    .trim();
}
