import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rig } from '../../run-do.ts';
import { said } from '../said.ts';

const TWO = 'matrix A = (1, 2 \\ 3, 4)\nmatrix B = (0, 1 \\ 1, 0)\n';

describe('matrices', () => {
  it.each<[string, string]>([
    ['matrix list A', '\nA[2,2]\n    c1  c2\nr1   1   2\nr2   3   4\n'],
    ['matrix C = A*B\nmatrix list C', '\nC[2,2]\n    c1  c2\nr1   2   1\nr2   4   3\n'],
    ["matrix C = A' + 2*I(2)\nmatrix list C", '\nC[2,2]\n    c1  c2\nr1   3   3\nr2   2   6\n'],
    ['matrix C = inv(A)\nmatrix list C', '\nC[2,2]\n     r1   r2\nc1   -2    1\nc2  1.5  -.5\n'],
    ['display det(A) trace(A) rowsof(A) colsof(A) A[2,1] el(A, 1, 2)', '-252232\n'],
    ['matrix C = A[2, 1...]\nmatrix list C', '\nC[1,2]\n    c1  c2\nr2   3   4\n'],
    ['matrix C = A \\ (5, 6)\ndisplay rowsof(C) C[3,2]', '36\n'],
    ['matrix C = A, J(2, 1, 7)\ndisplay colsof(C) C[1,3]', '37\n'],
    ['matrix C = A # B\ndisplay rowsof(C) C[3,4]', '44\n'],
    ['matrix C = -A / 2\ndisplay C[2,2]', '-2\n'],
    ['scalar x = 3\nmatrix C = (x, 2^3, sqrt(16))\ndisplay C[1,1] C[1,2] C[1,3]', '384\n'],
    ['matrix C = cholesky((4, 2 \\ 2, 5))\ndisplay C[2,1] C[2,2]', '12\n'],
    [
      'matrix rownames A = a b\nmatrix colnames A = x y\ndisplay rownumb(A, "b") colnumb(A, "y")',
      '22\n',
    ],
    ['matrix C = diag((1, 2))\ndisplay issymmetric(C) C[2,2]', '12\n'],
    ['quietly svmat A, names(v)\nmkmat v1 v2, matrix(C)\ndisplay _N C[2,1]', '23\n'],
    ['matrix C = A * (1, 2)', 'conformability error\nr(503);\n'],
    ['matrix C = A + (1, 2)', 'conformability error\nr(503);\n'],
    ['matrix C = inv((1, 2 \\ 2, 4))', 'matrix is singular\nr(504);\n'],
    ['matrix C = cholesky(A)', 'matrix not symmetric\nr(505);\n'],
    ['matrix C = A *', 'invalid syntax\nr(198);\n'],
    ['matrix C = (A', "too many '(' or '['\nr(132);\n"],
    ['matrix C = nowhere', 'nowhere not found\nr(111);\n'],
    ['display det(nowhere)', 'matrix nowhere not found\nr(111);\n'],
  ])('%s', async (code, expected) => {
    expect(await said(TWO + code)).toBe(expected);
  });

  it('come back when they are inverted twice, and the determinant of a product is that of the two', async () => {
    const numbers = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 9, maxLength: 9 });
    const literal = (n: readonly number[]): string =>
      `(${[0, 3, 6].map((at) => n.slice(at, at + 3).join(', ')).join(' \\ ')})`;
    await fc.assert(
      fc.asyncProperty(numbers, numbers, async (one, other) => {
        const rig = new Rig();
        await said(
          `matrix A = ${literal(one)}\nmatrix B = ${literal(other)}\nmatrix P = A*B\nscalar d = det(P) - det(A)*det(B)
if abs(det(A)) > .5 {
matrix T = inv(inv(A)) - A
}
else {
matrix T = J(3, 3, 0)
}`,
          rig,
        );
        expect(Math.abs(Number(rig.session.state.scalars.get('d')))).toBeLessThan(1e-6);
        const rest = rig.session.state.matrices.get('T')?.values.flat() ?? [];
        expect(Math.max(...rest.map(Math.abs))).toBeLessThan(1e-6);
        expect(rest).toHaveLength(9);
      }),
      { numRuns: 50 },
    );
  });
});
