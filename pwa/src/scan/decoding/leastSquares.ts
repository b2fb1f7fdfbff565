/** Solves the square system `matrix * x = right` in place; the matrix is positive definite. */
export function solve(matrix: Float64Array[], right: Float64Array): Float64Array {
  const count = right.length;
  for (let pivot = 0; pivot < count; pivot++) {
    const row = matrix[pivot] as Float64Array;
    for (let below = pivot + 1; below < count; below++) {
      const other = matrix[below] as Float64Array;
      const factor = (other[pivot] as number) / (row[pivot] as number);
      for (let at = pivot; at < count; at++)
        other[at] = (other[at] as number) - factor * (row[at] as number);
      right[below] = (right[below] as number) - factor * (right[pivot] as number);
    }
  }
  for (let pivot = count - 1; pivot >= 0; pivot--) {
    const row = matrix[pivot] as Float64Array;
    let value = right[pivot] as number;
    for (let at = pivot + 1; at < count; at++) value -= (row[at] as number) * (right[at] as number);
    right[pivot] = value / (row[pivot] as number);
  }
  return right;
}

/** Sums up equations `values . x = wanted` whose best x in the sense of least squares is looked for. */
export class Equations {
  private readonly matrix: Float64Array[];
  private readonly right: Float64Array;

  /** @param pull how strongly x is drawn to `guess` where the equations say little. */
  constructor(guess: readonly number[], pull: number) {
    this.matrix = guess.map((_, n) => Float64Array.from(guess, (_, m) => (m === n ? pull : 0)));
    this.right = Float64Array.from(guess, (value) => value * pull);
  }

  add(values: ArrayLike<number>, wanted: number): void {
    this.matrix.forEach((row, n) => {
      const value = values[n] as number;
      for (let m = 0; m < row.length; m++)
        row[m] = (row[m] as number) + value * (values[m] as number);
      this.right[n] = (this.right[n] as number) + value * wanted;
    });
  }

  best(): Float64Array {
    return solve(this.matrix, this.right);
  }
}
