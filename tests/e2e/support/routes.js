// Every address of the app.

import { HOME } from "./app.js";
import { articles } from "./regulation.js";

/** The pages that are there once. */
export const pages = [
  HOME,
  "profile",
  "check",
  "deadlines",
  "registers",
  "plan",
  "report",
  "regulation",
  "data",
  "licences",
];

/** One page for each rule about dates. */
export const calculators = [
  "filing",
  "candidate-data",
  "offsite-approval",
  "separation-approval",
  "retention",
  "certificate-expiry",
  "rectification",
  "validity",
  "exit",
  "targets",
].map((key) => `deadlines/${key}`);

/** One page for each article, to answer and to read. */
export const articlePages = articles.flatMap((article) => [`check/${article}`, `regulation/${article}`]);

/** All of them. */
export const routes = [...pages, ...calculators, ...articlePages];
