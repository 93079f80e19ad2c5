/**
 * A Vite plugin: an `import './module.js'` in src/ is kept. What package.json says of side effects is for the files in
 * dist/, and the bundler would take it for these.
 *
 * @returns {import('vite').Plugin}
 */
export const keepSideEffects = () => ({
  name: 'keep-side-effects',
  transform(_code, id) {
    return id.includes('/node_modules/') ? undefined : { moduleSideEffects: true };
  },
});
