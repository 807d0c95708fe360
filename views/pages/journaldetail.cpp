// SPDX-License-Identifier: GPL-3.0-or-later
#include "journaldetail.h"

#include <core/instanttext.h>
#include <core/json.h>
#include <tables/journaltable.h>
#include <widgets/badge.h>
#include <widgets/buttons.h>
#include <widgets/changelist.h>
#include <widgets/codeblock.h>
#include <widgets/keyvaluelist.h>
#include <widgets/metrics.h>
#include <widgets/textlabel.h>
#include <widgets/tonename.h>

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace sm::pages {

using tables::JournalTable;
using widgets::ButtonKind;
using widgets::makeButton;
using widgets::TextLabel;
using widgets::TextRole;
namespace metrics = widgets::metrics;

JournalDetail::JournalDetail(QWidget *parent)
    : ScrollPane(tr("Journal entry"), parent)
    , m_title(new TextLabel(TextRole::Heading))
    , m_state(new widgets::Badge)
    , m_advice(new TextLabel(TextRole::Body))
    , m_undo(makeButton(tr("Undo…"), ButtonKind::Primary))
    , m_undoRun(makeButton(tr("Undo whole run…")))
    , m_look(makeButton(tr("Look at the world"), ButtonKind::Primary))
    , m_done(makeButton(tr("It was done…")))
    , m_notDone(makeButton(tr("It was not done…")))
    , m_changesTitle(new TextLabel(tr("Changed"), TextRole::Section))
    , m_changes(new widgets::ChangeList)
    , m_values(makeButton(tr("Show hidden values"), ButtonKind::Quiet))
    , m_facts(new widgets::KeyValueList)
    , m_cli(new widgets::CodeBlock(tr("AWS CLI")))
    , m_input(new widgets::CodeBlock(tr("Input")))
    , m_output(new widgets::CodeBlock(tr("Answer")))
{
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(metrics::cardPadding, metrics::cardPadding, metrics::cardPadding, metrics::cardPadding);
    layout->setSpacing(metrics::gap);
    m_title->setWordWrap(true);
    m_advice->setWordWrap(true);
    m_parts = {m_state, m_advice, buttons(), m_changesTitle, m_changes, m_values, m_facts, m_cli, m_input, m_output};
    layout->addWidget(m_title);
    for (QWidget *part : std::as_const(m_parts))
        layout->addWidget(part, 0, part == m_state || part == m_values ? Qt::AlignLeft : Qt::Alignment());
    layout->addStretch(1);
    setContent(content);
    clear();
}

QWidget *JournalDetail::buttons()
{
    auto *box = new QWidget;
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::gap);
    for (QPushButton *button : {m_undo, m_undoRun, m_look, m_done, m_notDone})
        row->addWidget(button);
    row->addStretch(1);
    connect(m_undo, &QPushButton::clicked, this, [this] { Q_EMIT undoWanted(m_entry.id); });
    connect(m_undoRun, &QPushButton::clicked, this, [this] { Q_EMIT undoOfRunWanted(m_entry.run); });
    connect(m_look, &QPushButton::clicked, this, [this] { Q_EMIT lookWanted(m_entry.id); });
    connect(m_done, &QPushButton::clicked, this, [this] { Q_EMIT settleWanted(m_entry.id, true); });
    connect(m_notDone, &QPushButton::clicked, this, [this] { Q_EMIT settleWanted(m_entry.id, false); });
    connect(m_values, &QPushButton::clicked, this, [this] { Q_EMIT valuesWanted(m_entry.id); });
    return box;
}

void JournalDetail::clear()
{
    m_entry = {};
    m_title->setText(tr("Select an entry to see what was sent and to take it back."));
    for (QWidget *part : std::as_const(m_parts))
        part->hide();
}

void JournalDetail::setEntry(const JournalEntry &entry, const QList<Change> &changes, bool mayChange)
{
    m_entry = entry;
    for (QWidget *part : std::as_const(m_parts))
        part->show();
    m_title->setText(entry.title);
    m_state->setText(JournalTable::stateText(entry.state));
    m_state->setTone(widgets::toneNamed(JournalTable::stateTone(entry.state)).value_or(widgets::Tone::Neutral));
    const bool isDoubtful = entry.state == StepState::InDoubt;
    const bool isUndoable = entry.state == StepState::Done && entry.undoneBy == 0 && !entry.before.isUndefined();
    m_undo->setVisible(mayChange && isUndoable);
    m_undoRun->setVisible(mayChange && isUndoable);
    for (QPushButton *button : {m_look, m_done, m_notDone})
        button->setVisible(mayChange && isDoubtful);
    m_changesTitle->setVisible(!changes.isEmpty());
    m_changes->setVisible(!changes.isEmpty());
    m_changes->setChanges(changes);
    m_values->setVisible(entry.sealed && !changes.isEmpty());
    showDoubt();
    showFacts();
    m_cli->setCode(entry.cli);
    m_cli->setVisible(!entry.cli.isEmpty());
    m_input->setCode(QString::fromUtf8(toIndentedJson(entry.input)).trimmed());
    m_output->setCode(QString::fromUtf8(toIndentedJson(entry.output)).trimmed());
    m_output->setVisible(!entry.output.isEmpty());
}

void JournalDetail::showDoubt()
{
    QString advice;
    if (m_entry.state == StepState::InDoubt)
        advice = tr("Nobody knows whether this arrived. Look at the world before you repeat it.");
    else if (m_entry.undoneBy != 0)
        advice = tr("Taken back by entry %1.").arg(m_entry.undoneBy);
    else if (!m_entry.evidence.isEmpty())
        advice = tr("It was in doubt. %1").arg(m_entry.evidence.value(u"why").toString());
    m_advice->setText(advice);
    m_advice->setVisible(!advice.isEmpty());
}

void JournalDetail::showFacts()
{
    const auto time
        = [](const QDateTime &when) { return when.isValid() ? utcText(when, Detail::Seconds) : tr("unknown"); };
    QList<widgets::KeyValue> facts{{tr("Operation"), m_entry.uses, {}}, {tr("Resource"), m_entry.resource, {}},
        {tr("Plan"), m_entry.planTitle, {}}, {tr("System"), m_entry.system.title, {}}, {tr("Who"), m_entry.actor, {}},
        {tr("Intent written"), time(m_entry.intentAt), {}}, {tr("Outcome written"), time(m_entry.outcomeAt), {}}};
    const auto add = [&facts](const QString &name, const QString &value) {
        if (!value.isEmpty())
            facts.append({name, value, {}});
    };
    add(tr("Error"), m_entry.errorMessage);
    add(tr("Code"), m_entry.errorCode);
    add(tr("Request id"), m_entry.requestId);
    add(tr("Entry"), QString::number(m_entry.id));
    add(tr("Takes back"), m_entry.undoes == 0 ? QString() : tr("entry %1").arg(m_entry.undoes));
    add(tr("Settled by"), m_entry.resolvedBy);
    m_facts->setRows(facts);
}

} // namespace sm::pages
