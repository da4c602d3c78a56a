import { readFileSync, writeFileSync } from 'node:fs';
import { billOf } from './bundle-bill.ts';
import { makePackage } from './make-package.ts';
import { softwareBill } from './package-sbom.ts';
import { LICENSES_FILE, thirdPartyLicenses } from './third-party-licenses.ts';

/** Before `npm pack`, once the command line is bundled: the package for AWS, and what the bundle is made of. */
const [bill] = await Promise.all([
  billOf(JSON.parse(readFileSync('dist/keyturn.meta.json', 'utf8'))),
  makePackage('dist/asa-iam-rotation'),
]);
writeFileSync(`dist/${LICENSES_FILE}`, thirdPartyLicenses(bill));
writeFileSync('dist/sbom.cdx.json', softwareBill(bill));
