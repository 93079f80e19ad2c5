const ELEMENT = 'dist/element.js';
const INDEX = 'dist/index.js';
/** Public in TypeScript, but not for pages to call. */
const LIFECYCLE = /^(connected|disconnected|adopted|attributeChanged)Callback$/;

/**
 * An analyzer plugin that reduces the manifest to the public API, under the published files. It takes attributes and default
 * values from the built class, because the analyzer can't evaluate the functions that declare them.
 */
export function publicApi(builtClass) {
  return {
    name: 'public-api',
    analyzePhase({ ts, node, moduleDoc }) {
      // With a `@returns` tag that has no type, the analyzer loses the type in the code. Restore it.
      if (!ts.isMethodDeclaration(node) || !node.type) return;
      const declaration = moduleDoc.declarations.find(({ name }) => name === node.parent.name?.getText());
      const method = declaration?.members?.find(({ name }) => name === node.name.getText());
      if (method?.return) method.return.type = { text: node.type.getText() };
    },
    packageLinkPhase({ customElementsManifest: manifest }) {
      const declaration = manifest.modules
        .flatMap(({ declarations }) => declarations)
        .find(({ customElement }) => customElement);
      declaration.members = declaration.members.filter(isPublic);
      // Only keep the events in the class's description. The analyzer also finds one that doesn't exist.
      declaration.events = declaration.events.filter(({ description }) => description);
      declaration.superclass = { name: 'HTMLElement' };
      describeProperties(declaration, builtClass);
      manifest.modules = publishedModules(declaration);
    },
  };
}

function isPublic({ name, privacy = 'public', static: isStatic }) {
  return privacy === 'public' && !isStatic && !/^[#_]/.test(name) && !LIFECYCLE.test(name);
}

function describeProperties(declaration, builtClass) {
  const { observedAttributes, prototype } = builtClass;
  const instance = new builtClass();
  const attributes = [...(declaration.attributes ?? [])];
  for (const member of declaration.members) {
    const { name } = member;
    if (!Object.getOwnPropertyDescriptor(prototype, name)?.set) continue;
    member.default = JSON.stringify(instance[name]);
    const attribute = name.replace(/[A-Z]/g, '-$&').toLowerCase();
    if (!observedAttributes.includes(attribute)) continue;
    member.attribute = attribute;
    if (name === 'disabled') member.reflects = true;
    attributes.push({
      name: attribute,
      fieldName: name,
      type: attributeType(member.type.text),
      default: member.default,
      description: member.description,
    });
  }
  declaration.attributes = attributes;
}

/** An attribute is text, whatever is read from it. Where the property is "", there is no attribute. */
function attributeType(propertyType) {
  return { text: propertyType === 'object' ? 'string' : propertyType.replace("'' | ", '') };
}

function publishedModules(declaration) {
  const reference = { name: declaration.name, module: ELEMENT };
  const exported = { kind: 'js', name: declaration.name, declaration: reference };
  const definition = { kind: 'custom-element-definition', name: declaration.tagName, declaration: reference };
  return [
    { kind: 'javascript-module', path: ELEMENT, declarations: [declaration], exports: [exported] },
    { kind: 'javascript-module', path: INDEX, declarations: [], exports: [exported, definition] },
  ];
}
