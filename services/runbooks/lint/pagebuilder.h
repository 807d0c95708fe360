// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "page.h"

namespace sm::lint {

/// Fills a page from its document.
class PageBuilder
{
public:
    explicit PageBuilder(Page &page);

    void build();

private:
    void addBlock(int index);
    void startScope(const markdown::Block &heading);
    void addScript(int index, const QString &text, int firstLine, bool onlyKnown);
    void addCommand(int index, const commandline::Script &script, const commandline::CommandUse &use, bool onlyKnown);
    void addWritten(qsizetype index);
    void addWritten(qsizetype index, const QString &path) { m_page.written.append({path, index, {}, 0}); }

    Page &m_page;
    int m_level = 0; ///< of the heading that began the scope
    markdown::Section m_section = markdown::Section::Other;
    QString m_label;
    QString m_item;
};

} // namespace sm::lint
