class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
  def forward(self: __torch__.Kernel,
    teacher: Tensor,
    student: Tensor,
    centre: Tensor,
    weights: Tensor,
    settings: Tensor) -> List[Tensor]:
    centred = torch.sub(torch.to(torch.detach(teacher), 6), torch.detach(centre))
    p = torch.softmax(torch.div(centred, float(settings[1])), 1)
    q = torch.log_softmax(torch.div(torch.to(student, 6), float(settings[0])), 1)
    each = torch.neg(torch.sum(torch.mul(p, q), [1]))
    return [torch.div(torch.sum(torch.mul(each, torch.detach(weights))), float(settings[2]))]
