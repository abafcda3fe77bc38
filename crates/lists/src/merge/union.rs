//! Who is one with whom: a union of sets that never joins two parties of facts, nor what a person said are two.

/// Sets of nodes; nodes below a number are parties of facts.
pub(super) struct Union {
    parent: Vec<usize>,
    /// The party of facts in the set of a root.
    fact: Vec<Option<usize>>,
    apart: Vec<(usize, usize)>,
}

impl Union {
    pub(super) fn new(nodes: usize, facts: usize, apart: Vec<(usize, usize)>) -> Self {
        Union {
            parent: (0..nodes).collect(),
            fact: (0..nodes).map(|n| (n < facts).then_some(n)).collect(),
            apart,
        }
    }

    pub(super) fn root(&mut self, node: usize) -> usize {
        let mut at = node;
        while let Some(&up) = self.parent.get(at).filter(|up| **up != at) {
            // Halve the way for those who come next.
            let over = self.parent.get(up).copied().unwrap_or(up);
            if let Some(parent) = self.parent.get_mut(at) {
                *parent = over;
            }
            at = over;
        }
        at
    }

    pub(super) fn is_one(&mut self, one: usize, other: usize) -> bool {
        self.root(one) == self.root(other)
    }

    /// Whether a person said that they are two.
    pub(super) fn is_apart(&mut self, one: usize, other: usize) -> bool {
        let (one, other) = (self.root(one), self.root(other));
        let apart = self.apart.clone();
        apart.into_iter().any(|(a, b)| {
            let (a, b) = (self.root(a), self.root(b));
            (a, b) == (one, other) || (b, a) == (one, other)
        })
    }

    /// The party of facts in a set.
    pub(super) fn facts_of(&self, root: usize) -> Option<usize> {
        self.fact.get(root).copied().flatten()
    }

    /// Joins the sets of two nodes: whether they were two; or why they may not be one.
    pub(super) fn join(&mut self, one: usize, other: usize) -> Result<bool, &'static str> {
        let (low, high) = {
            let (a, b) = (self.root(one), self.root(other));
            (a.min(b), a.max(b))
        };
        if low == high {
            return Ok(false);
        }
        if self.is_apart(low, high) {
            return Err("facts say that they are two");
        }
        let fact = match (self.facts_of(low), self.facts_of(high)) {
            (Some(_), Some(_)) => return Err("facts know them as two parties"),
            (known, other) => known.or(other),
        };
        if let (Some(parent), Some(kept)) = (self.parent.get_mut(high), self.fact.get_mut(low)) {
            *parent = low;
            *kept = fact;
        }
        Ok(true)
    }
}
