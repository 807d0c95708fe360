// SPDX-License-Identifier: GPL-3.0-or-later
#include "wordrest.h"

namespace sm::commandline {

Word restOf(Word word, qsizetype size)
{
    if (word.source == word.text()) {
        word.source.remove(0, size);
        word.place.column += static_cast<int>(size);
        word.place.offset += size;
    }
    while (size > 0 && !word.parts.isEmpty()) {
        WordPart &part = word.parts.first();
        const qsizetype taken = std::min(size, part.text.size());
        part.text.remove(0, taken);
        size -= taken;
        if (part.text.isEmpty())
            word.parts.removeFirst();
    }
    return word;
}

} // namespace sm::commandline
