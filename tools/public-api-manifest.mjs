/**
 * @import { Plugin } from '@custom-elements-manifest/analyzer'
 * @import { ClassMethod, CustomElement, CustomElementDeclaration, CustomElementField, Module, Package } from 'custom-elements-manifest/schema.js'
 */

/**
 * The element in a manifest.
 *
 * @typedef {Omit<CustomElementDeclaration, 'members'>
 *   & Required<Pick<CustomElement, 'tagName' | 'attributes' | 'events' | 'slots' | 'cssParts' | 'cssProperties'>>
 *   & { members: (CustomElementField | ClassMethod)[] }} ElementDeclaration
 */

const ELEMENT = 'dist/element.js';
const INDEX = 'dist/index.js';
/** Public in TypeScript, but not for pages to call. */
const LIFECYCLE = /^(connected|disconnected|adopted|attributeChanged)Callback$/;

/**
 * Finds the one element in a manifest.
 *
 * @param {Package} manifest
 */
export function elementIn(manifest) {
  const declarations = manifest.modules.flatMap(({ declarations = [] }) => declarations);
  return /** @type {ElementDeclaration} */ (declarations.find((declaration) => 'tagName' in declaration));
}

/**
 * An analyzer plugin that reduces the manifest to the public API, under the published files. It takes attributes and default
 * values from the built class, because the analyzer can't evaluate the functions that declare them.
 *
 * @param {CustomElementConstructor & { observedAttributes: string[] }} builtClass
 * @returns {Plugin}
 */
export function publicApi(builtClass) {
  return {
    name: 'public-api',
    analyzePhase({ ts, node, moduleDoc }) {
      // With a `@returns` tag that has no type, the analyzer loses the type in the code. Restore it.
      if (!ts.isMethodDeclaration(node) || !node.type || !ts.isClassDeclaration(node.parent)) return;
      const className = node.parent.name?.getText();
      const declaration = /** @type {Partial<Module>} */ (moduleDoc).declarations?.find(
        ({ name }) => name === className,
      );
      if (declaration?.kind !== 'class') return;
      const method = declaration.members?.find(({ name }) => name === node.name.getText());
      if (method?.kind === 'method' && method.return) method.return.type = { text: node.type.getText() };
    },
    packageLinkPhase({ customElementsManifest: manifest }) {
      const declaration = elementIn(manifest);
      declaration.members = declaration.members.filter(isPublic);
      // Only keep the events in the class's description. The analyzer also finds one that doesn't exist.
      declaration.events = declaration.events.filter(({ description }) => description);
      declaration.superclass = { name: 'HTMLElement' };
      describeProperties(declaration, builtClass);
      manifest.modules = publishedModules(declaration);
    },
  };
}

/** @param {CustomElementField | ClassMethod} member */
function isPublic({ name, privacy = 'public', static: isStatic }) {
  return privacy === 'public' && !isStatic && !/^[#_]/.test(name) && !LIFECYCLE.test(name);
}

/**
 * @param {ElementDeclaration} declaration
 * @param {CustomElementConstructor & { observedAttributes: string[] }} builtClass
 */
function describeProperties(declaration, builtClass) {
  const { observedAttributes, prototype } = builtClass;
  const instance = new builtClass();
  const attributes = [...(declaration.attributes ?? [])];
  for (const member of declaration.members) {
    const { name } = member;
    if (member.kind !== 'field' || !Object.getOwnPropertyDescriptor(prototype, name)?.set) continue;
    member.default = JSON.stringify(Reflect.get(instance, name));
    const attribute = name.replace(/[A-Z]/g, '-$&').toLowerCase();
    if (!observedAttributes.includes(attribute)) continue;
    member.attribute = attribute;
    if (name === 'disabled') member.reflects = true;
    attributes.push({
      name: attribute,
      fieldName: name,
      ...(member.type && { type: attributeType(member.type.text) }),
      default: member.default,
      ...(member.description && { description: member.description }),
    });
  }
  declaration.attributes = attributes;
}

/**
 * An attribute is text, whatever is read from it. Where the property is "", there is no attribute.
 *
 * @param {string} propertyType
 */
function attributeType(propertyType) {
  return { text: propertyType === 'object' ? 'string' : propertyType.replace("'' | ", '') };
}

/**
 * @param {ElementDeclaration} declaration
 * @returns {Package['modules']}
 */
function publishedModules(declaration) {
  const reference = { name: declaration.name, module: ELEMENT };
  const exported = /** @type {const} */ ({ kind: 'js', name: declaration.name, declaration: reference });
  return [
    { kind: 'javascript-module', path: ELEMENT, declarations: [declaration], exports: [exported] },
    {
      kind: 'javascript-module',
      path: INDEX,
      declarations: [],
      exports: [exported, { kind: 'custom-element-definition', name: declaration.tagName, declaration: reference }],
    },
  ];
}
