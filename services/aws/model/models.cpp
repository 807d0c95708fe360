// SPDX-License-Identifier: GPL-3.0-or-later
#include "models.h"

#include "modelsource.h"
#include "nearestname.h"

#include <QCoreApplication>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

Error unknownService(const QString &name, const QStringList &names)
{
    const QString nearest = nearestName(name, names);
    const QString message = nearest.isEmpty()
        ? QCoreApplication::translate("sm::aws::Models", "There is no AWS service called \"%1\".").arg(name)
        : QCoreApplication::translate("sm::aws::Models", "There is no AWS service called \"%1\". Did you mean %2?")
              .arg(name, nearest);
    return Error(Error::Kind::NotFound, message);
}

} // namespace

Models::Models(QString folder)
    : m_folder(std::move(folder))
{
}

Result<std::shared_ptr<const ServiceModel>> Models::service(const QString &name) const
{
    const auto loaded = m_loaded.constFind(name);
    if (loaded != m_loaded.constEnd())
        return *loaded;
    Result<std::shared_ptr<const ServiceModel>> model = load(name);
    if (model)
        m_loaded.insert(name, *model);
    return model;
}

Result<std::shared_ptr<const ServiceModel>> Models::load(const QString &name) const
{
    const bool inFolder = !m_folder.isEmpty() && folderServices(m_folder).contains(name);
    if (!inFolder && !embeddedServices().contains(name))
        return unknownService(name, serviceNames());
    Result<ServiceDocuments> documents = inFolder ? folderDocuments(m_folder, name) : embeddedDocuments(name);
    if (!documents)
        return documents.error();
    if (const Result<void> corrected = applyCorrections(name, *documents); !corrected)
        return corrected.error();
    return ServiceModel::parse(
        name, documents->service, documents->paginators, documents->waiters, documents->endpointRules);
}

QStringList Models::serviceNames() const
{
    QStringList names = embeddedServices();
    if (!m_folder.isEmpty())
        names += folderServices(m_folder);
    names.sort();
    names.removeDuplicates();
    return names;
}

} // namespace sm::aws
