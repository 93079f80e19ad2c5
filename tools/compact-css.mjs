const STYLES = /`([^`]*)`/g;
const KEPT_OR_SPACE = /("[^"\n]*"|'[^'\n]*'|\$\{[^}]*\})|\/\*[^]*?\*\/|\s*([{};,])\s*|(:)\s+|\s+/g;

/** A Vite plugin: takes comments and spaces out of the style sheets in template literals, which minifiers leave alone. */
export function compactCss() {
  return {
    name: 'compact-css',
    transform(code, id) {
      if (!id.endsWith('.styles.ts')) return;
      return { code: code.replace(STYLES, (_all, css) => `\`${compact(css)}\``), map: null };
    },
  };
}

function compact(css) {
  return css
    .replace(KEPT_OR_SPACE, (match, kept, mark, colon) => kept ?? mark ?? colon ?? (match.startsWith('/*') ? '' : ' '))
    .replaceAll(';}', '}')
    .trim();
}
