export type Texts = Readonly<Record<string, string>>;

/** A template that was uploaded. */
export interface PlacedTemplate {
  readonly bucket: string;
  readonly key: string;
  /** `undefined`: whatever lies there when it is read. */
  readonly versionId?: string | undefined;
}

/** Version ids of files of the package in the bucket, by path, as they become known. */
export type PlacedVersions = Map<PackageFile['path'], string>;

/** What `npm run package` made: the folders that the guide drops into the bucket. */
export interface Package {
  readonly files: readonly PackageFile[];
}

export interface PackageFile {
  /** As `CloudFormation/ASA-....yaml`. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** In hex. */
  readonly sha256: string;
}
