const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const element = (name: string, text: string): string =>
  `<${name}>${text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign)}</${name}>`;
