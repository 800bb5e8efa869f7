/** The statements of an SQL file. Semicolons inside quotes, dollar quotes and comments do not end one. */
export function statementsOf(sql: string): string[] {
  const tokens = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"[^"]*"|\$(\w*)\$[\s\S]*?\$\1\$|;|[^;]/g
  const statements: string[] = [""]
  for (const [token] of sql.matchAll(tokens))
    if (token === ";") statements.push("")
    else if (!token.startsWith("--") && !token.startsWith("/*")) statements[statements.length - 1] += token
  return statements.map((statement) => statement.trim()).filter((statement) => statement !== "")
}
