/** What a service model says of one shape of an input. Lengths are of strings, bytes, lists and maps. */
export interface ShapeConstraint {
  readonly type: 'string' | 'integer' | 'boolean' | 'blob' | 'timestamp' | 'list' | 'map' | 'structure';
  /** Least length, or least value of a number. */
  readonly min?: number;
  readonly max?: number;
  /** In Java's grammar, for the whole text. */
  readonly pattern?: string;
  readonly enum?: readonly string[];
  /** The value must not be repeated in an error. */
  readonly sensitive?: true;
  /** Names of shapes: of a list's items, a map's keys and values, and a structure's members. */
  readonly item?: string;
  readonly key?: string;
  readonly value?: string;
  readonly members?: Readonly<Record<string, string>>;
  readonly required?: readonly string[];
}

/** The inputs of the operations that the sandbox plays, with the members that it plays. */
export interface ServiceConstraints {
  /** Version of the service's API. */
  readonly api: string;
  /** By name: an operation's input under the operation's, all others as the model names them. */
  readonly shapes: Readonly<Record<string, ShapeConstraint>>;
}
