import { z } from 'zod';

const report = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({
      severity: z.string(),
      // An advisory, or the name of a package through which one reaches this package.
      via: z.array(z.union([z.string(), z.object({ title: z.string(), url: z.string() })])),
      nodes: z.array(z.string()),
    }),
  ),
});

/** What `npm audit --json` tells of packages that are shipped, one line each. `shipped`: places in node_modules. */
export const shippedAdvisories = (audit: unknown, shipped: ReadonlySet<string>): readonly string[] =>
  Object.entries(report.parse(audit).vulnerabilities).flatMap(([name, { severity, via, nodes }]) =>
    nodes.some((node) => shipped.has(node))
      ? via.flatMap((each) => (typeof each === 'string' ? [] : [`${name}: ${severity}: ${each.title} ${each.url}`]))
      : [],
  );
