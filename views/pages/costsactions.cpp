// SPDX-License-Identifier: GPL-3.0-or-later
#include "costsactions.h"

#include <charts/chartexport.h>
#include <controllers/costsexport.h>

#include <dialogs/currencydialog.h>
#include <dialogs/forgetcostsdialog.h>

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QSaveFile>

namespace sm::pages {

using namespace Qt::Literals::StringLiterals;
using controllers::CostsController;

namespace {

/// Other sources are read anew anyway.
bool isForgettable(CostSource source)
{
    return source == CostSource::CurBills || source == CostSource::FocusBills || source == CostSource::CostExplorer;
}

} // namespace

CostsActions::CostsActions(CostsController &controller, std::function<Picture()> picture, QWidget *window)
    : QObject(window)
    , m_controller(controller)
    , m_picture(std::move(picture))
    , m_window(window)
    , m_openBill(add(tr("Open bill file…"), QKeySequence::Open))
    , m_openCurrency(add(tr("Open bill in one currency…")))
    , m_explorer(controller.features().explorer ? add(tr("Ask Cost Explorer ($0.01 a request)")) : nullptr)
    , m_refresh(add(tr("Ask for costs again"), QKeySequence::Refresh))
    , m_back(add(tr("Back to the groups above"), QKeySequence(Qt::ALT | Qt::Key_Left)))
    , m_find(add(tr("Filter costs"), QKeySequence::Find))
    , m_addFilter(add(tr("Add filter…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F)))
    , m_periods(add(tr("Show periods in the table")))
    , m_png(add(tr("Export PNG…")))
    , m_pdf(add(tr("Export PDF…")))
    , m_csv(add(tr("Export CSV…"), QKeySequence::SaveAs))
    , m_copyQuery(add(tr("Copy query"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)))
    , m_forget(add(tr("Forget the costs that are shown…")))
{
    m_periods->setCheckable(true);
    connectActions();
    connect(&controller, &CostsController::figuresChanged, this, &CostsActions::update);
    connect(&controller, &CostsController::questionChanged, this, &CostsActions::update);
    connect(&controller, &CostsController::sourcesChanged, this, &CostsActions::update);
    update();
}

QAction *CostsActions::add(const QString &text, const QKeySequence &keys)
{
    auto *action = new QAction(text, this);
    action->setShortcut(keys);
    m_window->addAction(action);
    return action;
}

void CostsActions::connectActions()
{
    connect(m_openBill, &QAction::triggered, this, [this] { chooseBill({}); });
    connect(m_openCurrency, &QAction::triggered, this, &CostsActions::chooseCurrency);
    connect(m_refresh, &QAction::triggered, &m_controller, &CostsController::refresh);
    connect(
        m_back, &QAction::triggered, this, [this] { m_controller.goBackTo(m_controller.question().path.size() - 1); });
    connect(m_periods, &QAction::toggled, &m_controller.table(), &tables::CostTable::setPeriodsShown);
    connect(m_png, &QAction::triggered, this, [this] {
        const Picture picture = m_picture();
        chooseFile(tr("Export PNG"), u"png"_s,
            [picture](const QString &file) { return charts::exportPng(picture.data, picture.view, file); });
    });
    connect(m_pdf, &QAction::triggered, this, [this] {
        const Picture picture = m_picture();
        chooseFile(tr("Export PDF"), u"pdf"_s,
            [picture](const QString &file) { return charts::exportPdf(picture.data, picture.view, file); });
    });
    connect(m_csv, &QAction::triggered, this,
        [this] { chooseFile(tr("Export CSV"), u"csv"_s, [this](const QString &file) { return writeCsv(file); }); });
    connect(m_copyQuery, &QAction::triggered, this, [this] {
        QGuiApplication::clipboard()->setText(command());
        Q_EMIT noted(tr("Query copied."));
    });
    connect(m_forget, &QAction::triggered, this, &CostsActions::confirmForgetting);
    if (m_explorer) {
        connect(m_explorer, &QAction::triggered, this, [this] {
            controllers::CostsQuestion question = m_controller.question();
            question.source = CostSource::CostExplorer;
            question.path.clear();
            m_controller.ask(question);
        });
    }
}

QList<QAction *> CostsActions::all() const
{
    QList<QAction *> actions{m_openBill, m_openCurrency};
    if (m_explorer)
        actions << m_explorer;
    actions << m_refresh << m_back << m_find;
    if (m_controller.features().filters)
        actions << m_addFilter;
    actions << m_periods << m_copyQuery;
    if (m_controller.features().exporting)
        actions << m_png << m_pdf << m_csv;
    return actions << m_forget;
}

void CostsActions::update()
{
    const bool hasFigures = !m_controller.figures().isEmpty();
    for (QAction *each : {m_png, m_pdf, m_csv})
        each->setEnabled(hasFigures && m_controller.features().exporting);
    m_copyQuery->setEnabled(hasFigures);
    m_addFilter->setEnabled(m_controller.source() != nullptr && m_controller.features().filters);
    m_back->setEnabled(!m_controller.question().path.isEmpty());
    const QList<CostSourceInfo> &sources = m_controller.sources();
    const bool hasExplorer = std::any_of(sources.begin(), sources.end(),
        [](const CostSourceInfo &each) { return each.source == CostSource::CostExplorer; });
    if (m_explorer)
        m_explorer->setEnabled(hasExplorer);
    const CostSourceInfo *source = m_controller.source();
    m_forget->setEnabled(source && isForgettable(source->source));
}

void CostsActions::confirmForgetting()
{
    const CostSourceInfo *source = m_controller.source();
    if (!source)
        return;
    const bool isExplorer = source->source == CostSource::CostExplorer;
    const QString consequence = isExplorer ? tr("To see it again, Cost Explorer is asked again, at $0.01 a request.")
                                           : tr("To see it again, the files have to be opened again. Where a team "
                                                "shares them, they are gone for all of its people.");
    auto *dialog = new dialogs::ForgetCostsDialog(source->title, consequence, m_window);
    connect(dialog, &dialogs::ForgetCostsDialog::submitted, this, [this, dialog] {
        dialog->clearError();
        m_controller.forgetSource();
    });
    connect(&m_controller, &CostsController::failed, dialog, &dialogs::ForgetCostsDialog::showError);
    connect(&m_controller, &CostsController::sourceForgotten, dialog, &QDialog::accept);
    connect(&m_controller, &CostsController::sourceForgotten, dialog,
        [this, title = source->title] { Q_EMIT noted(tr("%1 forgotten.").arg(title)); });
    dialog->open();
}

void CostsActions::chooseCurrency()
{
    auto *dialog = new dialogs::CurrencyDialog(m_window);
    connect(dialog, &dialogs::CurrencyDialog::submitted, this, [this, dialog] {
        dialog->accept();
        chooseBill(dialog->currency());
    });
    dialog->open();
}

void CostsActions::chooseBill(const QString &currency)
{
    auto *dialog = new QFileDialog(
        m_window, tr("Open bill file"), {}, tr("Bill files (*.csv *.csv.gz *.gz *.json *.zip);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this,
        [this, currency](const QStringList &files) { m_controller.bills().open(files, currency); });
    dialog->open();
}

void CostsActions::chooseFile(const QString &title, const QString &suffix, Write write)
{
    auto *dialog = new QFileDialog(m_window, title, {}, u"%1 (*.%2)"_s.arg(suffix.toUpper(), suffix));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    connect(dialog, &QFileDialog::fileSelected, this, [this, write = std::move(write)](const QString &file) {
        const Result<void> written = write(file);
        if (written)
            Q_EMIT noted(tr("Costs written to %1.").arg(file));
        else
            Q_EMIT failed(written.error());
    });
    dialog->open();
}

Result<void> CostsActions::writeCsv(const QString &path) const
{
    const controllers::CostsFigures &figures = m_controller.figures();
    const QByteArray csv
        = controllers::costsCsv(figures, CostsController::metricDefinition(figures.question.metric), command());
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(csv) == csv.size() && file.commit())
        return ok();
    return Error(Error::Kind::Storage, tr("%1 can not be written: %2.").arg(path, file.errorString()));
}

QString CostsActions::command() const { return controllers::costsCommand(m_system, m_controller.figures()); }

} // namespace sm::pages
