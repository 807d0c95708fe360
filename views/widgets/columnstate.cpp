// SPDX-License-Identifier: GPL-3.0-or-later
#include "columnstate.h"

#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTableView>

namespace sm::widgets {

using namespace Qt::Literals::StringLiterals;

namespace {

QString nameOf(const QTableView &view, int column)
{
    return view.model()->headerData(column, Qt::Horizontal).toString();
}

int columnNamed(const QTableView &view, const QString &name)
{
    for (int column = 0; column < view.model()->columnCount(); ++column) {
        if (nameOf(view, column) == name)
            return column;
    }
    return -1;
}

void restoreColumn(QTableView &view, const QJsonObject &entry, int place)
{
    const int column = columnNamed(view, entry["name"_L1].toString());
    if (column < 0)
        return;
    QHeaderView *header = view.horizontalHeader();
    header->moveSection(header->visualIndex(column), std::min(place, header->count() - 1));
    const int width = entry["width"_L1].toInt();
    if (width > 0)
        header->resizeSection(column, width);
    view.setColumnHidden(column, entry["hidden"_L1].toBool());
}

} // namespace

QByteArray columnState(const QTableView &view)
{
    if (!view.model())
        return {};
    const QHeaderView *header = view.horizontalHeader();
    QJsonArray columns;
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        columns.append(QJsonObject{{u"name"_s, nameOf(view, column)}, {u"width"_s, header->sectionSize(column)},
            {u"hidden"_s, header->isSectionHidden(column)}});
    }
    const int sorted = header->sortIndicatorSection();
    const QJsonObject state{{u"columns"_s, columns},
        {u"sortedBy"_s, sorted < header->count() ? nameOf(view, sorted) : QString()},
        {u"descending"_s, header->sortIndicatorOrder() == Qt::DescendingOrder}};
    return QJsonDocument(state).toJson(QJsonDocument::Compact);
}

bool restoreColumnState(QTableView &view, const QByteArray &state)
{
    const QJsonObject object = QJsonDocument::fromJson(state).object();
    const QJsonArray columns = object["columns"_L1].toArray();
    if (!view.model() || columns.isEmpty())
        return false;
    for (int place = 0; place < columns.size(); ++place)
        restoreColumn(view, columns[place].toObject(), place);
    const int sorted = columnNamed(view, object["sortedBy"_L1].toString());
    if (sorted >= 0)
        view.sortByColumn(sorted, object["descending"_L1].toBool() ? Qt::DescendingOrder : Qt::AscendingOrder);
    return true;
}

} // namespace sm::widgets
