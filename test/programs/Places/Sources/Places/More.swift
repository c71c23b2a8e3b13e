import Observation
import Shelf

// Under one condition, one block more for each line that says so; which of them are reached, the environment says.

@inline(__always)
func inlined() {
    #if MORE
    keep(Book())  // an inlined function
    #endif
}

#if MORE
func takesDefault(_ book: Book = Book()) {  // a default argument
    keep(book)
}

struct Reader {
    var book: Book {
        Book()  // a getter
    }
}
#endif

final class Library {
    lazy var book = Book()  // a lazy variable
}

nonisolated(unsafe) var library = Library()

actor Desk {
    func lend() {
        #if MORE
        keep(Book())  // an actor’s method
        #endif
    }
}

let desk = Desk()

#if MORE
@Observable
#endif
final class Watched {  // a macro’s expansion
    var number = 0
}

@inline(never)
func inMore(_ number: Int) {
    if places == "functions" {
        inlined()
        #if MORE
        takesDefault()
        #endif
    }
    if places == "properties" {
        library = Library()
        #if MORE
        keep(Reader().book)
        keep(library.book)
        let label = "the number of this turn is \(number)"  // string interpolation
        turned += label.utf8.count
        #endif
    }
    if places == "macros" {
        keep(Watched())
    }
    turned += 1
}
