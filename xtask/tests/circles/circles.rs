//! Circles in a graph.

use std::collections::{BTreeMap, BTreeSet};

/// Returns each set of nodes that can all reach each other, if it has more than one.
pub fn circles<'a, T, E>(edges: &'a BTreeMap<T, E>) -> Vec<Vec<T>>
where
    T: Ord + Clone,
    &'a E: IntoIterator<Item = &'a T>,
{
    let reached: BTreeMap<&T, BTreeSet<&T>> =
        edges.keys().map(|node| (node, reachable(edges, node))).collect();
    let mut placed = BTreeSet::new();
    let mut circles = Vec::new();
    for (node, others) in &reached {
        if placed.contains(node) || !others.contains(node) {
            continue;
        }
        let circle: Vec<&T> = others
            .iter()
            .copied()
            .filter(|other| reached.get(other).is_some_and(|back| back.contains(node)))
            .collect();
        placed.extend(circle.iter().copied());
        circles.push(circle.into_iter().cloned().collect());
    }
    circles
}

/// Returns what can be reached from a node in one step or more.
fn reachable<'a, T, E>(edges: &'a BTreeMap<T, E>, from: &T) -> BTreeSet<&'a T>
where
    T: Ord,
    &'a E: IntoIterator<Item = &'a T>,
{
    let next = |node: &T| edges.get(node).into_iter().flatten();
    let mut waiting: Vec<&T> = next(from).collect();
    let mut seen = BTreeSet::new();
    while let Some(node) = waiting.pop() {
        if seen.insert(node) {
            waiting.extend(next(node));
        }
    }
    seen
}
