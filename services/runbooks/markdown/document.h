// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sourcetext.h"

namespace sm::markdown {

/// `code` inside a sentence.
struct CodeSpan
{
    QString text;
    int line = 0;
};

/// A piece of a document, in the order of the file. Lines count from 1.
struct Block
{
    enum class Kind {
        Heading,
        Paragraph,
        Item, ///< of a list, with its first paragraph
        Code, ///< fenced or indented
        Table, ///< as it stands in the file
        Html, ///< as it stands; never interpreted
    };

    Kind kind = Kind::Paragraph;
    int line = 0;
    int lastLine = 0;
    int level = 0; ///< Heading: 1 to 6
    int depth = 0; ///< how many lists it is inside of; an item of an outermost list has 1
    int number = 0; ///< Item: of a numbered list, at least 1; 0 for a bullet
    bool isTask = false; ///< Item: of a checklist, "[ ]"
    QString label; ///< "Purpose" of "**Purpose**: Add a user" and of "**Purpose:** Add a user"
    /// Without markup and repaired for display; a line break for each in the file. Of code: exactly as it stands.
    QString text;
    QString info; ///< Code: what is written behind the fence: "bash"
    int textLine = 0; ///< Code: where \c text starts
    QList<CodeSpan> spans; ///< exactly as they stand
};

/// A Markdown file (CommonMark) as a flat list of blocks.
struct Document
{
    QString fileName;
    QByteArray bytes; ///< as they were given
    SourceText source;
    QList<Block> blocks;
};

} // namespace sm::markdown
