/** Helpers to write an SVG. Numbers are rounded to one decimal. */

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {...string} children - Markup. Texts must be escaped.
 */
export function element(name, attributes = {}, ...children) {
  const list = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escape(typeof value === 'number' ? round(value) : value)}"`,
  );
  return children.length ? `<${name}${list.join('')}>${children.join('')}</${name}>` : `<${name}${list.join('')}/>`;
}

/** A line of text, aligned at a point. */
export function label(content, x, y, { anchor = 'start', kind = 'soft' } = {}) {
  return element('text', { x, y, class: kind, 'text-anchor': anchor }, escape(content));
}

export function line(x1, y1, x2, y2) {
  return element('line', { x1, y1, x2, y2, class: 'rule' });
}

export function rect(x, y, width, height, kind) {
  return element('rect', { x, y, width, height, class: kind });
}

/** @param {[number, number][]} points */
export function path(points, kind) {
  return element('path', { d: `M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}`, class: kind });
}

/** Rounds up to a number that looks good on an axis: 1, 2, 5, 10 and so on. */
export function niceAbove(number) {
  const power = 10 ** Math.floor(Math.log10(Math.max(number, 1)));
  return power * [1, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * power >= number);
}

export function escape(text) {
  return `${text}`.replace(
    /[&<>"]/g,
    (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character],
  );
}

function round(number) {
  return Math.round(number * 10) / 10;
}
