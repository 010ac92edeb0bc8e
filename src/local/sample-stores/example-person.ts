/** Who asks for erasure in the guide of the page; the sample stores know the person. */
export const examplePerson = { name: 'Solveig Eksempel', email: 'solveig@example.org' }
