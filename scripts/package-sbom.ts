import type { Bill } from './bundle-bill.ts';

/** What bundles are made of, as JSON (CycloneDX); without the texts of the licences, which have a file of their own. */
export const softwareBill = ({ metadata, components, dependencies, ...bill }: Bill): string => {
  const { evidence: _, ...own } = metadata.component;
  const known = new Set([own, ...components].map((each) => each['bom-ref']));
  const text = JSON.stringify(
    {
      ...bill,
      metadata: { component: own },
      components: components.map(({ evidence: _, ...component }) => component),
      dependencies: dependencies
        .filter(({ ref }) => known.has(ref))
        .map(({ ref, dependsOn }) => ({
          ref,
          ...(dependsOn && { dependsOn: dependsOn.filter((to) => known.has(to)) }),
        })),
    },
    undefined,
    1,
  );
  return `${text}\n`;
};
