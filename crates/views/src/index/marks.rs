//! Which of many numbered things were changed.

use super::place;

/// A set of small numbers. Marking one costs a look and a write, which happens for every record.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    marked: Vec<bool>,
    numbers: Vec<u32>,
}

impl Marks {
    pub(crate) fn mark(&mut self, number: u32) {
        if self.marked.len() <= place(number) {
            self.marked.resize(place(number) + 1, false);
        }
        if !std::mem::replace(&mut self.marked[place(number)], true) {
            self.numbers.push(number);
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.numbers.len()
    }

    /// The marked numbers, from small to large.
    pub(crate) fn sorted(&self) -> Vec<u32> {
        let mut numbers = self.numbers.clone();
        numbers.sort_unstable();
        numbers
    }

    /// Takes all marks away, and gives the numbers that had one.
    pub(crate) fn take(&mut self) -> Vec<u32> {
        for number in &self.numbers {
            self.marked[place(*number)] = false;
        }
        std::mem::take(&mut self.numbers)
    }
}

#[test]
fn a_number_is_marked_once_until_the_marks_are_taken() {
    let mut marks = Marks::default();
    for number in [7, 3, 7, 0] {
        marks.mark(number);
    }
    assert_eq!((marks.len(), marks.sorted()), (3, vec![0, 3, 7]));
    assert_eq!(marks.take(), [7, 3, 0]);
    assert_eq!(marks.len(), 0);
    marks.mark(3);
    assert_eq!(marks.sorted(), [3]);
}
