// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <widgets/codeblock.h>

#include <core/deployment.h>

namespace sm::widgets {

/// What differs between two deployments, a line each, in columns: what, now, an arrow and what it was then. What is too
/// long for the width is shortened in its middle; Copy gives the whole. A secret is "hidden", whatever it holds.
class DifferenceBlock : public CodeBlock
{
    Q_OBJECT

public:
    explicit DifferenceBlock(const QString &accessibleName, QWidget *parent = nullptr);

    void setDifferences(const QList<Difference> &rows);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void layOut();

    QList<QStringList> m_lines; ///< cells
    int m_columns = -1; ///< letters that the lines were made for
};

/// The three cells of a line: "MemorySize", "512", "→ 1024". The last of a secret says only whether it differs.
QStringList cellsOf(const Difference &row);
/// \p lines below each other in columns of at most \p letters together; 0: nothing is shortened.
QString alignedText(const QList<QStringList> &lines, int letters);

} // namespace sm::widgets
