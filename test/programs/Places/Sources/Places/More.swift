import Shelf

#if MORE
import Observation
#endif

// Under one condition, one block more for each line that says so.
#if MORE
@inline(__always)
func inlined() {
    keep(Book())  // an inlined function
}

func takesDefault(_ book: Book = Book()) {  // a default argument
    keep(book)
}

struct Reader {
    var book: Book {
        Book()  // a getter
    }
}

final class Library {
    lazy var book = Book()  // a lazy variable
}

nonisolated(unsafe) var library = Library()

actor Desk {
    func lend() {
        keep(Book())  // an actor’s method
    }
}

let desk = Desk()

@Observable
final class Watched {  // a macro’s expansion
    var number = 0
}

@inline(never)
func inMore(_ number: Int) {
    inlined()
    takesDefault()
    keep(Reader().book)
    library = Library()  // an object
    keep(library.book)
    let label = "the number of this turn is \(number)"  // string interpolation
    turned += label.utf8.count
    keep(Watched())  // an object with a macro
    turned += 1
}
#endif
