// SPDX-License-Identifier: GPL-3.0-or-later
#include "selectiontext.h"

#include <QHeaderView>
#include <QTableView>

namespace sm::widgets {

namespace {

/// By ranges: a selection of a million rows is one range, a list of its indexes would be a million.
QList<int> selectedRows(const QTableView &view, int maximumRows)
{
    QItemSelection ranges = view.selectionModel()->selection();
    std::sort(ranges.begin(), ranges.end(),
        [](const QItemSelectionRange &a, const QItemSelectionRange &b) { return a.top() < b.top(); });
    QList<int> rows;
    for (const QItemSelectionRange &range : std::as_const(ranges)) {
        const int first = std::max(range.top(), rows.isEmpty() ? 0 : rows.last() + 1);
        for (int row = first; row <= range.bottom() && rows.size() < maximumRows; ++row)
            rows.append(row);
    }
    return rows;
}

QList<int> shownColumns(const QTableView &view)
{
    QList<int> columns;
    const QHeaderView *header = view.horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        if (!header->isSectionHidden(column))
            columns.append(column);
    }
    return columns;
}

template <typename TextOf>
QString line(const QList<int> &columns, TextOf textOf)
{
    QStringList cells;
    for (const int column : columns)
        cells.append(QString(textOf(column)).replace(u'\t', u' ').replace(u'\n', u' ').remove(u'\r'));
    return cells.join(u'\t') + u'\n';
}

} // namespace

QString selectionText(const QTableView &view, int maximumRows)
{
    if (!view.model() || !view.selectionModel()->hasSelection())
        return {};
    const QAbstractItemModel &model = *view.model();
    const QList<int> columns = shownColumns(view);
    QString text = line(columns, [&](int column) { return model.headerData(column, Qt::Horizontal).toString(); });
    for (const int row : selectedRows(view, maximumRows))
        text += line(columns, [&](int column) { return model.index(row, column).data().toString(); });
    return text;
}

} // namespace sm::widgets
