// SPDX-License-Identifier: GPL-3.0-or-later
#include "backupsfilter.h"

#include "choicebutton.h"

#include <core/assetkind.h>
#include <tables/backuptext.h>
#include <widgets/filterfield.h>
#include <widgets/metrics.h>

#include <QHBoxLayout>
#include <QLineEdit>

namespace sm::pages {

using namespace Qt::Literals::StringLiterals;
namespace metrics = widgets::metrics;

BackupsFilter::BackupsFilter(tables::BackupTable &table, QWidget *parent)
    : QWidget(parent)
    , m_table(table)
    , m_field(new widgets::FilterField(tr("Filter backups")))
    , m_state(new ChoiceButton(tr("Show")))
    , m_kind(new ChoiceButton(tr("Kind")))
{
    m_field->setKeys({u"state"_s, u"kind"_s});
    m_state->setItems({{tr("All"), QString(), tr("All states"), {}},
        {tr("Overdue"), u"overdue"_s, {}, tr("A backup, or the proof of one, is later than its policy says")},
        {tr("Never proven"), u"unproven"_s, {}, tr("No backup of it was ever restored and compared")},
        {tr("No policy"), u"no-policy"_s, {}, tr("Nobody said how often it has to be backed up")}});
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::gap);
    layout->addWidget(m_field, 1);
    layout->addWidget(m_state);
    layout->addWidget(m_kind);
    connect(m_field, &widgets::FilterField::filterChanged, this, &BackupsFilter::take);
    connect(m_field, &widgets::FilterField::rowsRequested, this, &BackupsFilter::rowsRequested);
    connect(m_state, &ChoiceButton::chosen, this,
        [this](const QVariant &value) { m_field->setChip({u"state"_s, value.toString()}); });
    connect(m_kind, &ChoiceButton::chosen, this,
        [this](const QVariant &value) { m_field->setChip({u"kind"_s, value.toString()}); });
    update();
}

void BackupsFilter::update()
{
    QList<ChoiceButton::Item> kinds{{tr("All kinds"), QString(), {}, {}}};
    std::set<AssetKind> known;
    const QStringList ids = m_table.ids();
    for (const QString &id : ids)
        known.insert(m_table.find(id)->asset.kind);
    for (const AssetKind kind : known)
        kinds.append({tables::kindTitle(kind), kindWord(kind), {}, {}});
    m_kind->setItems(kinds);
    m_kind->setCurrent(chosen(u"kind"_s));
    m_state->setCurrent(chosen(u"state"_s));
    m_field->setCount(m_table.rowCount(), m_table.totalCount());
}

/// What the chips of the field say; a word that nobody offers is none of the choices.
QString BackupsFilter::chosen(const QString &key) const
{
    const QList<widgets::FilterChip> chips = m_field->chips();
    for (const widgets::FilterChip &each : chips) {
        if (each.key == key)
            return each.value;
    }
    return QString::fromLatin1(""); // not null: QVariant tells them apart
}

void BackupsFilter::take(const QString &filter)
{
    m_table.setFilter(filter);
    update();
    Q_EMIT filterChanged();
}

QString BackupsFilter::filter() const { return m_field->filter(); }

void BackupsFilter::setFilter(const QString &filter) { m_field->setFilter(filter); }

void BackupsFilter::clear() { m_field->clear(); }

void BackupsFilter::setFocusOnText() { m_field->lineEdit()->setFocus(Qt::ShortcutFocusReason); }

} // namespace sm::pages
