// What a caller in another language does: all types come from the document, none is written here.
import createClient from "openapi-fetch";
import type { paths } from "./generated/desk.js";

declare const process: { argv: string[]; exit(code: number): never };
const [, , baseUrl, token, parent] = process.argv;
const desk = createClient<paths>({ baseUrl: baseUrl!, headers: { Authorization: `Bearer ${token}` } });

const made = await desk.POST("/api/v1/organisations", {
  params: { header: { "Idempotency-Key": "client-1" } },
  body: { kind: "Grid", parentId: Number(parent), name: "第五网格" },
});
if (made.error) {
  console.log(made.error.code, made.error.detail);
  process.exit(1);
}

const list = await desk.GET("/api/v1/organisations", { params: { query: { kind: "Grid", limit: 10 } } });
const names: string[] = (list.data?.items ?? []).map((org) => org.name);
const refused = await desk.GET("/api/v1/organisations/{id}", { params: { path: { id: 999999 } } });
console.log(made.data.id > 0, names.join(), refused.error?.code);
