// SPDX-License-Identifier: GPL-3.0-or-later
#include "runbooklibrary.h"

#include "runbookreader.h"
#include "yamlparser.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <algorithm>
#include <tuple>

// A resource in a static library has to be asked for, from the global namespace, or the linker leaves it out.
static void initializeResource() { Q_INIT_RESOURCE(runbooks); }

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::runbooks", text); }

} // namespace

RunbookLibrary RunbookLibrary::load(const QString &folder)
{
    initializeResource();
    RunbookLibrary library;
    // The user's come first: what is there already is not replaced.
    if (!folder.isEmpty())
        library.loadFolder(folder);
    library.loadFolder(u":/runbooks"_s);
    std::sort(library.m_runbooks.begin(), library.m_runbooks.end(), [](const Runbook &a, const Runbook &b) {
        return std::tie(a.system.value, a.title, a.id) < std::tie(b.system.value, b.title, b.id);
    });
    return library;
}

void RunbookLibrary::loadFolder(const QString &folder)
{
    const QDir root(folder);
    for (const QString &system : root.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        const QDir files(root.filePath(system));
        QSet<QString> here;
        for (const QString &name : files.entryList({u"*.yaml"_s}, QDir::Files, QDir::Name))
            loadFile(files.filePath(name), system, here);
    }
}

void RunbookLibrary::loadFile(const QString &path, const QString &system, QSet<QString> &here)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        m_problems.append({{path}, tr("the file can not be read: %1").arg(file.errorString())});
        return;
    }
    // A byte more than allowed is enough to see that it is too large.
    ReadRunbook read = readRunbook(path, file.read(YamlLimits::bytes + 1));
    if (read.problems.isEmpty() && !read.runbook.system.isEmpty() && read.runbook.system.value != system)
        read.problems.append({{path},
            tr("the file is in the folder of “%1” and says that it is for “%2”")
                .arg(system, read.runbook.system.value)});
    if (read.problems.isEmpty() && here.contains(read.runbook.id))
        read.problems.append({{path}, tr("another file of this folder has the id “%1” too").arg(read.runbook.id)});
    m_problems << read.problems;
    if (!read.problems.isEmpty())
        return;
    here.insert(read.runbook.id);
    read.runbook.system.value = system;
    if (!has(read.runbook.system, read.runbook.id))
        m_runbooks.append(read.runbook);
}

QList<Runbook> RunbookLibrary::ofSystem(const SystemId &system) const
{
    QList<Runbook> those;
    std::copy_if(m_runbooks.begin(), m_runbooks.end(), std::back_inserter(those), [this, &system](const Runbook &each) {
        return each.system == system || (each.isCommon() && !has(system, each.id));
    });
    return those;
}

bool RunbookLibrary::has(const SystemId &system, const QString &id) const
{
    return std::any_of(m_runbooks.begin(), m_runbooks.end(),
        [&](const Runbook &each) { return each.system == system && each.id == id; });
}

Result<Runbook> RunbookLibrary::runbook(const SystemId &system, const QString &id) const
{
    QStringList ids;
    for (const Runbook &each : ofSystem(system)) {
        if (each.id == id)
            return each;
        ids << each.id;
    }
    return Error(
        Error::Kind::NotFound, tr("“%1” has no runbook “%2”. It has: %3.").arg(system.value, id, ids.join(u", "_s)));
}

} // namespace sm::runbooks
