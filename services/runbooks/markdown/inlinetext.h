// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document.h"

struct cmark_node;

namespace sm::markdown {

/// What a paragraph or heading says, without markup.
struct InlineText
{
    QString label; ///< as Block::label
    QString text; ///< what follows the label
    QList<CodeSpan> spans;
    bool isTask = false; ///< it began with "[ ]"
};

/// Reads what is inside of \p parent, which starts at \p line.
InlineText readInlines(cmark_node *parent, int line);

} // namespace sm::markdown
